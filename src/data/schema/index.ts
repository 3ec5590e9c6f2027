export * from './action.ts';
export * from './cause.ts';
export * from './conflict.ts';
export * from './content.ts';
export * from './error.ts';
export * from './lists.ts';
export * from './shared.ts';
export * from './source.ts';
