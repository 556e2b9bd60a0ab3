/** Chat to everybody in a room. The newest lines are kept. */
@NullMarked
package dev.roomkeeper.kinds.chat;

import org.jspecify.annotations.NullMarked;
