/** What is promised of storage, shown. */
@NullMarked
package dev.roomkeeper.server.storage;

import org.jspecify.annotations.NullMarked;
