package io.rookery.nas;

/**
 * One function for each kind of {@link Operation}: whoever treats operations one by one implements
 * this, and a new kind breaks the build everywhere.
 *
 * @param <T> what is made of an operation
 */
public interface OperationCases<T> {

  T convolution(Operation.Convolution operation);

  T pooling(Operation.Pooling operation);

  T globalPooling(Operation.GlobalPooling operation);

  T batchNorm(Operation.BatchNorm operation);

  T activation(Operation.Activation operation);

  T dropout(Operation.Dropout operation);

  T dropPath(Operation.DropPath operation);

  T identity(Operation.Identity operation);

  T zero(Operation.Zero operation);

  T subsample(Operation.Subsample operation);

  T sum(Operation.Sum operation);

  T concat(Operation.Concat operation);

  T squeezeExcite(Operation.SqueezeExcite operation);

  T dense(Operation.Dense operation);

  /** Applies the function of the operation's kind. */
  default T of(Operation operation) {
    if (operation instanceof Operation.Convolution o) {
      return convolution(o);
    } else if (operation instanceof Operation.Pooling o) {
      return pooling(o);
    } else if (operation instanceof Operation.GlobalPooling o) {
      return globalPooling(o);
    } else if (operation instanceof Operation.BatchNorm o) {
      return batchNorm(o);
    } else if (operation instanceof Operation.Activation o) {
      return activation(o);
    } else if (operation instanceof Operation.Dropout o) {
      return dropout(o);
    } else if (operation instanceof Operation.DropPath o) {
      return dropPath(o);
    }
    return ofStructure(operation);
  }

  private T ofStructure(Operation operation) {
    if (operation instanceof Operation.Identity o) {
      return identity(o);
    } else if (operation instanceof Operation.Zero o) {
      return zero(o);
    } else if (operation instanceof Operation.Subsample o) {
      return subsample(o);
    } else if (operation instanceof Operation.Sum o) {
      return sum(o);
    } else if (operation instanceof Operation.Concat o) {
      return concat(o);
    } else if (operation instanceof Operation.SqueezeExcite o) {
      return squeezeExcite(o);
    } else if (operation instanceof Operation.Dense o) {
      return dense(o);
    }
    throw new AssertionError("a kind of operation without a case: " + operation);
  }
}
