import type { Scope } from '@dossier/shared';
import type { Component } from 'vue';
import type { RouteRecordRaw } from 'vue-router';
import type { Entity } from './graph/entity';
import type { RelatedList } from './ui/related';

export type MenuGroup = 'home' | 'archive' | 'evaluation' | 'data' | 'system';

/** A line of the menu. `text` is a key of the locale files. */
export interface MenuEntry {
  to: string;
  text: string;
  icon: Component;
  group: MenuGroup;
  order: number;
  /** Of several any one is enough. */
  scope?: Scope | readonly Scope[];
}
/** A line of "new …" in the top bar. */
export interface CreateEntry {
  to: string;
  text: string;
  order: number;
  scope: Scope;
}
/** What a feature tells the application about itself; the application knows no feature by name. */
export interface Feature {
  name: string;
  routes: RouteRecordRaw[];
  menu?: readonly MenuEntry[];
  create?: readonly CreateEntry[];
  entities?: readonly Entity[];
  /** Lists that stand on another feature's pages. */
  related?: readonly RelatedList[];
  /** Where a record of these entities has its page: GraphQL type → path. */
  pages?: Readonly<Record<string, (id: string) => string>>;
}

declare module 'vue-router' {
  interface RouteMeta {
    /** Key of the page's title in the locale files. */
    title?: string;
    /** Of several any one is enough. */
    scope?: Scope | readonly Scope[];
    /** Open without a session. */
    open?: boolean;
    /** Path of the page above it, for the breadcrumb. */
    parent?: string;
    /** Fills the window height and scrolls inside (lists). */
    fixed?: boolean;
  }
}
