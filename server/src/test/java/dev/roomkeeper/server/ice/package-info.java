@NullMarked
package dev.roomkeeper.server.ice;

import org.jspecify.annotations.NullMarked;
