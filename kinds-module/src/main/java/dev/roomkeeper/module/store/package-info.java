/** A kind's own tables and the database that holds them. */
@NullMarked
package dev.roomkeeper.module.store;

import org.jspecify.annotations.NullMarked;
