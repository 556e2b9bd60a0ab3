package dev.roomkeeper.server.kit;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;

/** A line to a port of this machine, which can be cut where a test wants. */
public final class CutLine implements AutoCloseable {
  private final ServerSocket listening;
  private final int target;
  private final List<Socket> open = new CopyOnWriteArrayList<>();
  private final AtomicBoolean loseNextAnswer = new AtomicBoolean();
  private final AtomicBoolean loseNextRequest = new AtomicBoolean();

  public CutLine(int target) throws IOException {
    this.target = target;
    listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::accept);
  }

  public int port() {
    return listening.getLocalPort();
  }

  /** What is asked next arrives, and its answer does not: the line is cut instead. */
  public void loseNextAnswer() {
    loseNextAnswer.set(true);
  }

  /** What is asked next does not arrive. */
  public void loseNextRequest() {
    loseNextRequest.set(true);
  }

  public void cutAll() {
    open.forEach(CutLine::closeQuietly);
  }

  private void accept() {
    try {
      while (true) {
        join(listening.accept());
      }
    } catch (IOException e) {
      cutAll(); // It is closed.
    }
  }

  private void join(Socket near) {
    try {
      Socket far = new Socket(InetAddress.getLoopbackAddress(), target);
      near.setTcpNoDelay(true);
      far.setTcpNoDelay(true);
      open.add(near);
      open.add(far);
      Thread.ofVirtual().start(() -> carry(near, far, loseNextRequest));
      Thread.ofVirtual().start(() -> carry(far, near, loseNextAnswer));
    } catch (IOException e) {
      closeQuietly(near); // The target is not there.
    }
  }

  private static void carry(Socket from, Socket to, AtomicBoolean lose) {
    byte[] bytes = new byte[1 << 16];
    try {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int count = in.read(bytes); count >= 0; count = in.read(bytes)) {
        if (lose.compareAndSet(true, false)) {
          break;
        }
        out.write(bytes, 0, count);
      }
    } catch (IOException e) {
      // Cut, by either side.
      closeQuietly(to);
    }
    closeQuietly(from);
    closeQuietly(to);
  }

  private static void closeQuietly(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() throws IOException {
    listening.close();
    cutAll();
  }
}
