/** What is said to everybody in a room, kept while it is among the newest. */
@NullMarked
package dev.roomkeeper.kinds.chat;

import org.jspecify.annotations.NullMarked;
