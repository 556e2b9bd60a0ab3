/** A kind's own tables: what mirrors its rooms, and the database they stand in. */
@NullMarked
package dev.roomkeeper.module.store;

import org.jspecify.annotations.NullMarked;
