export { HomeResolver, ThingToLookAtResolver } from './home.resolver';
