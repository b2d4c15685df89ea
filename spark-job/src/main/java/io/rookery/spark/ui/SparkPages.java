package io.rookery.spark.ui;

import java.io.OutputStream;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.Map;
import org.apache.spark.ui.SparkUI;
import org.apache.spark.ui.WebUITab;
import org.jspecify.annotations.Nullable;

/**
 * The tab "Rookery" of a Spark UI. Spark 3.5 speaks javax.servlet, Spark 4 jakarta.servlet, each
 * behind a Jetty of its own name: the servlet is a proxy of whichever interface this UI's Jetty
 * takes, so that one jar fits both.
 */
final class SparkPages {

  static final String PATH = "rookery";

  private SparkPages() {}

  /** A tab without a page of Spark's kind: its address is answered by {@link Pages}. */
  static final class Tab extends WebUITab {

    private final Viewers viewers;

    private Tab(SparkUI ui, Viewers viewers) {
      super(ui, PATH);
      this.viewers = viewers;
    }

    Viewers viewers() {
      return viewers;
    }
  }

  static void attach(SparkUI ui, Pages pages) throws ReflectiveOperationException {
    Method attach =
        Arrays.stream(ui.getClass().getMethods())
            .filter(m -> m.getName().equals("attachHandler") && m.getParameterCount() == 1)
            .findFirst()
            .orElseThrow(() -> new NoSuchMethodException("attachHandler"));
    Class<?> contexts = attach.getParameterTypes()[0];
    Class<?> holders =
        Class.forName(
            contexts.getPackageName() + ".ServletHolder", false, contexts.getClassLoader());
    Constructor<?> holder =
        Arrays.stream(holders.getConstructors())
            .filter(c -> c.getParameterCount() == 1 && isServlet(c.getParameterTypes()[0]))
            .findFirst()
            .orElseThrow(() -> new NoSuchMethodException("ServletHolder(Servlet)"));
    Class<?> servlets = holder.getParameterTypes()[0];
    Object servlet =
        Proxy.newProxyInstance(
            servlets.getClassLoader(),
            new Class<?>[] {servlets},
            (proxy, method, arguments) -> call(pages, proxy, method, arguments));
    Object context = contexts.getConstructor().newInstance();
    contexts.getMethod("setContextPath", String.class).invoke(context, ui.basePath() + "/" + PATH);
    contexts
        .getMethod("addServlet", holders, String.class)
        .invoke(context, holder.newInstance(servlet), "/*");
    attach.invoke(ui, context);
    ui.attachTab(new Tab(ui, pages.viewers()));
  }

  private static boolean isServlet(Class<?> type) {
    return type.getName().endsWith(".servlet.Servlet");
  }

  private static @Nullable Object call(
      Pages pages, Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
    return switch (method.getName()) {
      case "service" -> {
        if (arguments != null) {
          serve(pages, arguments[0], arguments[1]);
        }
        yield null;
      }
      case "getServletInfo", "toString" -> "Rookery";
      case "hashCode" -> System.identityHashCode(proxy);
      case "equals" -> arguments != null && proxy == arguments[0];
      default -> null;
    };
  }

  private static void serve(Pages pages, Object request, Object response) throws Throwable {
    String path = text(call(request, "getPathInfo"));
    String since = text(call(request, "getParameter", "since"));
    String page = text(call(request, "getParameter", "page"));
    String verb = text(call(request, "getMethod"));
    Pages.Answer answer =
        verb.equals("GET") || verb.equals("HEAD")
            ? pages.answer(path, since, page)
            : Pages.Answer.of(405, "text/plain", "Only GET is answered here.\n");
    response.getClass().getMethod("setStatus", int.class).invoke(response, answer.status());
    call(response, "setContentType", answer.type());
    for (Map.Entry<String, String> header : Pages.HEADERS.entrySet()) {
      response
          .getClass()
          .getMethod("setHeader", String.class, String.class)
          .invoke(response, header.getKey(), header.getValue());
    }
    if (verb.equals("GET") && call(response, "getOutputStream") instanceof OutputStream out) {
      out.write(answer.body());
      out.close(); // not only flushed: the UI's compression holds the end back until then
      pages.sent(page, answer);
    }
  }

  private static String text(@Nullable Object value) {
    return value == null ? "" : value.toString();
  }

  private static @Nullable Object call(Object target, String method, String... arguments)
      throws Throwable {
    Class<?>[] types = new Class<?>[arguments.length];
    Arrays.fill(types, String.class);
    try {
      return target.getClass().getMethod(method, types).invoke(target, (Object[]) arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause() == null ? e : e.getCause();
    }
  }
}
