/** A process of exports that ends before it is ready: as one of an older build does. */
process.exit(7);
