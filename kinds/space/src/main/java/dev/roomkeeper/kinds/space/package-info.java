/**
 * The kind {@code space}: a map on which people walk block by block, see who is near, talk, and use
 * what others placed.
 */
@NullMarked
package dev.roomkeeper.kinds.space;

import org.jspecify.annotations.NullMarked;
