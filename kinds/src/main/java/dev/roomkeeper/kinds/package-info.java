/** The rules of each kind of room. */
@NullMarked
package dev.roomkeeper.kinds;

import org.jspecify.annotations.NullMarked;
