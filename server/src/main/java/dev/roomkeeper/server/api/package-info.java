/** HTTP: the API, the pages, and what operators ask. */
@NullMarked
package dev.roomkeeper.server.api;

import org.jspecify.annotations.NullMarked;
