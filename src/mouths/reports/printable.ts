export { printable, printableMessage, shortened, withoutSecrets } from '../../bytes/printable.ts';
