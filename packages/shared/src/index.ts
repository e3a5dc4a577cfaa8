export * from './dictionary';
export * from './customer-enums';
export * from './customer';
export * from './contact';
export * from './contract';
export * from './assessment';
export * from './user';
export * from './permissions';
