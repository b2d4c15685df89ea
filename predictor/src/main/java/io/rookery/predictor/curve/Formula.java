package io.rookery.predictor.curve;

import com.ezylang.evalex.Expression;
import com.ezylang.evalex.config.ExpressionConfiguration;
import com.ezylang.evalex.config.MapBasedFunctionDictionary;
import com.ezylang.evalex.data.EvaluationValue;
import com.ezylang.evalex.functions.AbstractFunction;
import com.ezylang.evalex.functions.FunctionParameter;
import com.ezylang.evalex.operators.OperatorIfc;
import com.ezylang.evalex.parser.ASTNode;
import com.ezylang.evalex.parser.ParseException;
import com.ezylang.evalex.parser.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A formula a person wrote, "a - b^(c - x)", compiled once. EvalEx reads it, with our functions
 * only; what it read becomes a {@link Term}, so that nothing of the text is ever evaluated as
 * anything but arithmetic, and its derivatives are exact.
 *
 * @param text as written
 * @param term what to compute
 * @param coefficients names of the coefficients, by index, in the order they appear
 */
record Formula(String text, Term term, List<String> coefficients) {

  /** Longest formula that is read: bounds the time and memory that any text can cost. */
  static final int LONGEST = 500;

  private static final String EPOCH = "x";
  private static final ExpressionConfiguration GRAMMAR = grammar();

  Formula {
    coefficients = List.copyOf(coefficients);
  }

  /**
   * Compiles {@code text}.
   *
   * @throws IllegalArgumentException if it is too long, cannot be read, uses what is not allowed,
   *     or has no coefficient
   */
  static Formula compile(String text) {
    if (text.isBlank() || text.length() > LONGEST) {
      throw new IllegalArgumentException(
          "a formula has 1 to %d characters; found %d".formatted(LONGEST, text.length()));
    }
    List<String> coefficients = new ArrayList<>();
    Term term;
    try {
      term = translate(new Expression(text, GRAMMAR).getAbstractSyntaxTree(), text, coefficients);
    } catch (ParseException e) {
      throw new IllegalArgumentException(
          "the formula %s cannot be read at character %d: %s"
              .formatted(text, e.getStartPosition(), e.getMessage()),
          e);
    }
    if (coefficients.isEmpty()) {
      throw new IllegalArgumentException(
          "the formula %s has no coefficient to fit: any name but x, e and pi is one"
              .formatted(text));
    }
    return new Formula(text, term, coefficients);
  }

  private static Term translate(ASTNode node, String text, List<String> coefficients) {
    Token token = node.getToken();
    List<Term> operands = new ArrayList<>();
    for (ASTNode parameter : node.getParameters()) {
      operands.add(translate(parameter, text, coefficients));
    }
    return switch (token.getType()) {
      case NUMBER_LITERAL -> new Term.Constant(number(token, text));
      case VARIABLE_OR_CONSTANT -> named(token.getValue(), coefficients);
      case PREFIX_OPERATOR ->
          switch (token.getValue()) {
            case "-" -> Term.negative(operands.get(0));
            case "+" -> operands.get(0);
            default -> throw notAllowed(token, text);
          };
      case INFIX_OPERATOR -> infix(token, operands.get(0), operands.get(1), text);
      case FUNCTION -> new Term.Call(function(token.getValue()), operands.get(0));
      default -> throw notAllowed(token, text);
    };
  }

  private static double number(Token token, String text) {
    try {
      return Double.parseDouble(token.getValue());
    } catch (NumberFormatException e) {
      throw notAllowed(token, text); // 0xff and the like, which EvalEx reads
    }
  }

  private static Term named(String name, List<String> coefficients) {
    switch (name) {
      case EPOCH:
        return new Term.Epoch();
      case "e":
        return new Term.Constant(Math.E);
      case "pi":
        return new Term.Constant(Math.PI);
      default:
        if (!coefficients.contains(name)) {
          coefficients.add(name);
        }
        return new Term.Coefficient(coefficients.indexOf(name));
    }
  }

  private static Term infix(Token token, Term left, Term right, String text) {
    return switch (token.getValue()) {
      case "+" -> Term.sum(left, right);
      case "-" -> Term.sum(left, Term.negative(right));
      case "*" -> Term.product(left, right);
      case "/" -> new Term.Quotient(left, right);
      case "^" -> new Term.Power(left, right);
      default -> throw notAllowed(token, text);
    };
  }

  private static Function function(String name) {
    String upper = name.toUpperCase(Locale.ROOT);
    return upper.equals("LOG") ? Function.LN : Function.valueOf(upper);
  }

  private static IllegalArgumentException notAllowed(Token token, String text) {
    return new IllegalArgumentException(
        "%s at character %d of the formula %s is not allowed; allowed are numbers, names, + - * / ^,"
                .formatted(token.getValue(), token.getStartPosition(), text)
            + " brackets, exp, ln (or log), log10, sqrt, tanh, atan, e and pi");
  }

  private static ExpressionConfiguration grammar() {
    MapBasedFunctionDictionary functions = new MapBasedFunctionDictionary();
    for (Function function : Function.values()) {
      functions.addFunction(function.name(), new Named());
    }
    functions.addFunction("LOG", new Named());
    return ExpressionConfiguration.builder()
        .functionDictionary(functions)
        .arraysAllowed(false)
        .structuresAllowed(false)
        .binaryAllowed(false)
        .implicitMultiplicationAllowed(false)
        .powerOfPrecedence(OperatorIfc.OPERATOR_PRECEDENCE_POWER_HIGHER) // −x^2 is −(x^2)
        .build();
  }

  /** Tells the parser that a function of one argument has this name; it is never called. */
  @FunctionParameter(name = "value")
  private static final class Named extends AbstractFunction {
    @Override
    public EvaluationValue evaluate(
        Expression expression, Token token, EvaluationValue... parameters) {
      throw new AssertionError("formulas are compiled, not evaluated by EvalEx");
    }
  }
}
