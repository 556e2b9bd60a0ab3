import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TagFilter;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/**
 * Runs a test class, or {@code class#method}, on the class path it stands on. It ends at the first
 * failure with status 1, with 0 if all passed, with 2 if nothing ran.
 */
final class TestRun {
  private static int passed;

  public static void main(String[] arguments) throws Exception {
    LauncherDiscoveryRequest request =
        LauncherDiscoveryRequestBuilder.request()
            .selectors(selectors(arguments[0]))
            .filters(TagFilter.excludeTags("by-hand"))
            .build();
    LauncherFactory.create().execute(request, new FirstFailure());
    if (passed == 0) {
      System.out.println("no test ran");
    }
    end(passed == 0 ? 2 : 0);
  }

  /** Servers that tests have started end with this process, if they are given the time. */
  private static void end(int status) {
    Thread.ofPlatform()
        .daemon()
        .start(() -> {
          try {
            Thread.sleep(10_000);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          Runtime.getRuntime().halt(status);
        });
    System.exit(status);
  }

  private static List<DiscoverySelector> selectors(String name) throws Exception {
    String[] parts = name.split("#", 2);
    Class<?> type = Class.forName(parts[0]);
    if (parts.length == 1) {
      return List.of(selectClass(type));
    }
    List<DiscoverySelector> selectors = new ArrayList<>();
    for (Class<?> each = type; each != null; each = each.getSuperclass()) {
      for (Method method : each.getDeclaredMethods()) {
        if (method.getName().equals(parts[1])) {
          selectors.add(selectMethod(type, method));
        }
      }
    }
    return selectors;
  }

  private static final class FirstFailure implements TestExecutionListener {
    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
      switch (result.getStatus()) {
        case SUCCESSFUL -> passed += test.isTest() ? 1 : 0;
        case FAILED -> {
          result.getThrowable().ifPresent(Throwable::printStackTrace);
          System.out.println("FAILED " + name(test));
          System.out.flush();
          end(1);
        }
        case ABORTED -> {} // What it needs is not on this machine.
      }
    }
  }

  private static String name(TestIdentifier test) {
    return switch (test.getSource().orElse(null)) {
      case MethodSource source ->
          source.getClassName().replaceFirst("^.*\\.", "") + "#" + source.getMethodName();
      case ClassSource source -> source.getClassName().replaceFirst("^.*\\.", "");
      case null, default -> test.getDisplayName();
    };
  }
}
