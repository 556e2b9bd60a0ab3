import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;

/** Prints as many free loopback ports as the argument says, one a line. */
class FreePorts {
  public static void main(String[] arguments) throws java.io.IOException {
    List<ServerSocket> held = new ArrayList<>();
    for (int i = Integer.parseInt(arguments[0]); i > 0; i--) {
      held.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
    }
    for (ServerSocket socket : held) {
      System.out.println(socket.getLocalPort());
      socket.close();
    }
  }
}
