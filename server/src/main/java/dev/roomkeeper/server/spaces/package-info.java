/**
 * What spaces are made of: avatars, elements, maps, and the tables that mirror the rooms of kind
 * {@code space}. The rooms themselves are the hub's.
 */
@NullMarked
package dev.roomkeeper.server.spaces;

import org.jspecify.annotations.NullMarked;
