@NullMarked
package dev.roomkeeper.server.ranks;

import org.jspecify.annotations.NullMarked;
