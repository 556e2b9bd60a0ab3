/**
 * The kind {@code arena}: a fast game seen from above. Bodies walk and shoot, the server decides
 * what hit, and nobody is sent an enemy who could not be seen.
 */
@NullMarked
package dev.roomkeeper.kinds.arena;

import org.jspecify.annotations.NullMarked;
