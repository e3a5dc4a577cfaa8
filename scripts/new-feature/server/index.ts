export { __camel__, __Pascal__ } from './__kebab__.entity';
export { __Pascal__Resolver } from './__kebab__.resolver';
