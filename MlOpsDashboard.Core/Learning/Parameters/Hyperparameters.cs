using System.Globalization;

namespace MlOpsDashboard.Core.Learning.Parameters;

/// <summary>Values of hyper-parameters by name: <see cref="double"/>, <see cref="long"/>, <see cref="string"/> or <see cref="bool"/>. Immutable.</summary>
public sealed class Hyperparameters
{
    private readonly SortedDictionary<string, object> _values;

    /// <summary>Makes a set of values.</summary>
    /// <param name="values">Numbers of any kind, strings and booleans by name.</param>
    /// <exception cref="ArgumentException">A value is of another kind, NaN or infinite.</exception>
    public Hyperparameters(IEnumerable<KeyValuePair<string, object>> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        _values = new SortedDictionary<string, object>(StringComparer.Ordinal);
        foreach ((string name, object value) in values)
        {
            _values[name] = Normalise(name, value);
        }
    }

    /// <summary>No values: everything has its default.</summary>
    public static Hyperparameters None { get; } = new([]);

    /// <summary>The values in ordinal order of their names.</summary>
    public IReadOnlyDictionary<string, object> Values => _values;

    /// <summary>These values, with others put over them.</summary>
    /// <param name="others">Values that win.</param>
    public Hyperparameters With(Hyperparameters others)
    {
        ArgumentNullException.ThrowIfNull(others);
        return new Hyperparameters(_values.Concat(others._values));
    }

    /// <summary>These values, with one put over them.</summary>
    /// <param name="name">The name.</param>
    /// <param name="value">The value that wins.</param>
    public Hyperparameters With(string name, object value) => new(_values.Append(new(name, value)));

    /// <summary>A number, or the default.</summary>
    /// <param name="name">The name.</param>
    /// <param name="fallback">The default.</param>
    public double Double(string name, double fallback) =>
        _values.TryGetValue(name, out object? value) ? Convert.ToDouble(value, CultureInfo.InvariantCulture) : fallback;

    /// <summary>A whole number, or the default.</summary>
    /// <param name="name">The name.</param>
    /// <param name="fallback">The default.</param>
    public int Int(string name, int fallback) =>
        _values.TryGetValue(name, out object? value) ? Convert.ToInt32(value, CultureInfo.InvariantCulture) : fallback;

    /// <summary>A word, or the default.</summary>
    /// <param name="name">The name.</param>
    /// <param name="fallback">The default.</param>
    public string Word(string name, string fallback) =>
        _values.TryGetValue(name, out object? value) ? Convert.ToString(value, CultureInfo.InvariantCulture)! : fallback;

    /// <summary>A yes or no, or the default.</summary>
    /// <param name="name">The name.</param>
    /// <param name="fallback">The default.</param>
    public bool Flag(string name, bool fallback) =>
        _values.TryGetValue(name, out object? value) ? Convert.ToBoolean(value, CultureInfo.InvariantCulture) : fallback;

    private static object Normalise(string name, object value) => value switch
    {
        double number when double.IsFinite(number) => number,
        float number when float.IsFinite(number) => (double)number,
        decimal number => (double)number,
        int number => (long)number,
        long or string or bool => value,
        _ => throw new ArgumentException($"Hyper-parameter '{name}' must be a finite number, a word or a boolean.", nameof(value)),
    };
}
