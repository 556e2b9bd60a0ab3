package dev.roomkeeper.bench.abuse;

import dev.roomkeeper.client.ServerAddress;
import java.nio.file.Path;

/**
 * A server that runs on this machine.
 *
 * @param data its data folder
 * @param log the file that it prints to
 */
record Running(ServerAddress address, long pid, Path data, Path log) {}
