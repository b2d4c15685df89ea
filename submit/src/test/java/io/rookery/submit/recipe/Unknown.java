package io.rookery.submit.recipe;

import java.lang.reflect.Method;
import java.util.Collection;
import java.util.Map;

/** Finds fields that a Kubernetes model kept though it does not know them. */
final class Unknown {

  private Unknown() {}

  /**
   * Looks through a model and all it holds.
   *
   * @throws AssertionError that names them
   */
  static void refuse(Object model) {
    if (model instanceof Collection<?> many) {
      many.forEach(Unknown::refuse);
    } else if (model != null && model.getClass().getName().startsWith("io.fabric8.")) {
      for (Method method : model.getClass().getMethods()) {
        if (method.getName().startsWith("get") && method.getParameterCount() == 0) {
          look(model, method);
        }
      }
    }
  }

  private static void look(Object model, Method getter) {
    Object value;
    try {
      value = getter.invoke(model);
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(getter + " cannot be called", e);
    }
    if (getter.getName().equals("getAdditionalProperties")) {
      Map<?, ?> unknown = (Map<?, ?>) value;
      if (!unknown.isEmpty()) {
        throw new AssertionError(
            model.getClass().getSimpleName() + " has no fields " + unknown.keySet());
      }
    } else {
      refuse(value);
    }
  }
}
