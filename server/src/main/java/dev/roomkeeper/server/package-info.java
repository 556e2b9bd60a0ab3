/** One Roomkeeper process. */
@NullMarked
package dev.roomkeeper.server;

import org.jspecify.annotations.NullMarked;
