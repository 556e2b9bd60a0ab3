/** What browsers and proxies say in a request: origins, paths, encodings, TLS. */
@NullMarked
package dev.roomkeeper.server.web;

import org.jspecify.annotations.NullMarked;
