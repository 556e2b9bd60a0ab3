/** Storage: the journal, the tables, and the directory that holds them. */
@NullMarked
package dev.roomkeeper.server.storage;

import org.jspecify.annotations.NullMarked;
