/** What a kind of room brings to a server besides its rules, and what the server offers it. */
@NullMarked
package dev.roomkeeper.module;

import org.jspecify.annotations.NullMarked;
