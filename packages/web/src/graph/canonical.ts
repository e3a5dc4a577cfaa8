export { fromCanonical } from '@dossier/shared';
