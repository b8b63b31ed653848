/**
 * Format of region files. Raise it with every change that an older or newer Roundsman could not read; an older file
 * is refused with the remedy (build it again), a newer one as well (update Roundsman).
 */
export const regionSchemaVersion = 2

/** `ROUN` as a number: SQLite's application_id, so that a region is told from any other SQLite file. */
export const regionApplicationId = 0x524f554e

/** Tables of the address index are made by `buildAddressIndex`. */
export const regionTables = `
  CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
  CREATE TABLE tile_data (id INTEGER PRIMARY KEY, bytes BLOB NOT NULL) STRICT;
  CREATE TABLE tile (z INTEGER NOT NULL, x INTEGER NOT NULL, y INTEGER NOT NULL, data INTEGER NOT NULL,
    PRIMARY KEY (z, x, y)) STRICT, WITHOUT ROWID;
  CREATE TABLE roads (mode TEXT PRIMARY KEY, stats TEXT NOT NULL, bytes BLOB NOT NULL) STRICT;
`
