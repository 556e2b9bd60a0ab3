/** What the author of a kind of room sees. */
@NullMarked
package dev.roomkeeper.engine.kind;

import org.jspecify.annotations.NullMarked;
