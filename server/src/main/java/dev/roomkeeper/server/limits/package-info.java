/** How much may come in. */
@NullMarked
package dev.roomkeeper.server.limits;

import org.jspecify.annotations.NullMarked;
