import type { Label, SavedVisibility } from '@dossier/shared';

/** A list as it can be chosen again: one of the console's own, or one that somebody saved. */
export interface ListView {
  /** Id of a saved view, or a key of the console's own; `all` is the list as it is. */
  key: string;
  /** Words of the console's own views; saved ones have a name. */
  label: Label | null;
  name: string;
  folder: string;
  /** What the address holds when it is chosen. */
  query: Readonly<Record<string, string>>;
  compact: boolean | null;
  visibility: SavedVisibility;
  ownerName: string;
  /** The reader may change it. */
  mine: boolean;
  version: number;
}
/** What a person says of a view that is to be kept. */
export interface ViewAbout {
  name: string;
  folder: string | null;
  visibility: SavedVisibility;
}

/** What a view showed at one save. */
export interface ViewVersion {
  number: number;
  at: string;
  by: string;
  /** The fields that versions keep, as JSON. */
  content: string;
}
/** Versions of a view, the newest first; `next` leads to older ones. */
export interface ViewVersions {
  versions: readonly ViewVersion[];
  next: string | null;
}

/** The views of a list as the screens see them. The composable fills it, `ui/list/ViewTabs` shows it. */
export interface ListViewsModel {
  all: readonly ListView[];
  active: ListView;
  /** The list was changed since the view was chosen. */
  changed: boolean;
  /** The view that the list begins with. */
  defaultKey: string;
  canSave: boolean;
  canShare: boolean;
  canRemove: boolean;
  choose: (view: ListView) => void;
  save: (about: ViewAbout) => Promise<boolean>;
  update: (view: ListView, about: ViewAbout | null) => Promise<boolean>;
  remove: (view: ListView) => Promise<void>;
  setDefault: (view: ListView | null) => Promise<void>;
  versions: (view: ListView, after: string | null) => Promise<ViewVersions>;
  /** Brings a version back as a new one; what stands in the way is given back, else an empty text. */
  restore: (view: ListView, number: number) => Promise<string>;
  /** Shows the list as a version had it, without keeping it. */
  preview: (view: ListView, content: string) => void;
}
