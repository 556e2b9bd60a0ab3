/**
 * The kind {@code campaign}: a table of the fifth edition with a DM, players, and encounters. What
 * is true stands in the DM's layer; what others see is worked out from it after every move.
 */
@NullMarked
package dev.roomkeeper.kinds.campaign;

import org.jspecify.annotations.NullMarked;
