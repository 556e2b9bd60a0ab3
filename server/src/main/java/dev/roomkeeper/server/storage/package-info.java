/** The SQL side: the journal, the tables, and the directory they are in. */
@NullMarked
package dev.roomkeeper.server.storage;

import org.jspecify.annotations.NullMarked;
