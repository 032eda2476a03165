using System.Buffers;
using System.Text;
using System.Text.Json;
using MlOpsDashboard.Core.Learning.Contract;
using MlOpsDashboard.Core.Learning.Rows;
using MlOpsDashboard.Core.Learning.Values;

namespace MlOpsDashboard.Core.Serving.Inputs;

/// <summary>
/// Reads one instance from JSON straight into the values of a <see cref="FeatureRow"/>, checked against the model's signature.
/// Immutable; does not allocate when nothing is wrong.
/// </summary>
internal sealed class FeatureReader
{
    // Stands in the row while a feature has not come yet. No valid value is infinite.
    private const double NotGiven = double.NegativeInfinity;
    private const int StackChars = 256;

    private readonly FeatureCodec[] _codecs;
    private readonly byte[][] _names;
    private readonly (int Start, int Count)[] _slots;
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _positions;
    private readonly ModelSignature _signature;
    private readonly InputTally _inputs;

    /// <summary>Makes the reader of a model's requests.</summary>
    /// <param name="signature">The model's signature.</param>
    /// <param name="inputs">Counts what is refused; null counts for nobody.</param>
    public FeatureReader(ModelSignature signature, InputTally? inputs = null)
    {
        _signature = signature;
        _inputs = inputs ?? new InputTally(signature);
        _codecs = [.. signature.Features.Select(feature => new FeatureCodec(feature))];
        _names = [.. signature.Features.Select(feature => Encoding.UTF8.GetBytes(feature.Name))];
        _slots = [.. signature.Features.Select((feature, i) => (RowShape.StartOf(signature.Features, i), feature.Text?.Slots ?? 0))];
        RowWidth = signature.RowWidth;
        var positions = new Dictionary<string, int>(StringComparer.Ordinal);
        for (int i = 0; i < _codecs.Length; i++)
        {
            positions[_codecs[i].Name] = i;
        }

        _positions = positions.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>The number of features.</summary>
    public int Width => _codecs.Length;

    /// <summary>The number of values of a row: the features', then the slots of hashed texts.</summary>
    public int RowWidth { get; }

    /// <summary>The features' codecs, in signature order.</summary>
    public ReadOnlySpan<FeatureCodec> Codecs => _codecs;

    /// <summary>Reads the next value of a reader, which must be an object or an array.</summary>
    /// <param name="reader">Stands before the value; afterwards on its last token.</param>
    /// <param name="row">Takes <see cref="RowWidth"/> values.</param>
    /// <param name="path">The instance's path in the request, for errors.</param>
    /// <returns>The number of words that training has not seen.</returns>
    /// <exception cref="InvalidException">Fields are missing, unknown, come twice or are of a wrong type.</exception>
    public int Read(ref Utf8JsonReader reader, Span<double> row, string path)
    {
        row[..Width].Fill(NotGiven);
        row[Width..].Clear();
        FieldErrors? errors = null;
        reader.Read();
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                ReadObject(ref reader, row, path, ref errors);
                break;
            case JsonTokenType.StartArray:
                ReadArray(ref reader, row, path, ref errors);
                break;
            default:
                _inputs.RefuseRow();
                throw new InvalidException(path, $"{path} must be an object of values by feature name, or an array in signature order.");
        }

        int unseen = Complete(row[..Width], path, ref errors);
        if (errors is null)
        {
            return unseen;
        }

        _inputs.RefuseRow();
        throw errors.ToException();
    }

    /// <summary>The slots of a hashed text in a row; empty for any other feature.</summary>
    /// <param name="index">The feature's position.</param>
    /// <param name="row">The row's values.</param>
    public Span<double> SlotsOf(int index, Span<double> row) => row.Slice(_slots[index].Start, _slots[index].Count);

    /// <summary>The position of a feature, or -1.</summary>
    /// <param name="name">Compared ordinally.</param>
    public int IndexOf(ReadOnlySpan<char> name) => _positions.TryGetValue(name, out int index) ? index : -1;

    private void ReadObject(ref Utf8JsonReader reader, Span<double> values, string path, ref FieldErrors? errors)
    {
        int expected = 0;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            int index = Find(ref reader, expected);
            if (index < 0)
            {
                RefuseUnknown(ref reader, path, ref errors);
                reader.Read();
                reader.Skip();
                continue;
            }

            expected = index + 1;
            if (values[index] != NotGiven)
            {
                _inputs.Refuse(index, InputFault.Twice);
                (errors ??= new()).Add($"{path}.{_codecs[index].Name}", $"{_codecs[index].Name} comes twice.");
            }

            reader.Read();
            values[index] = ReadValue(ref reader, index, values, path, ref errors);
        }
    }

    private void ReadArray(ref Utf8JsonReader reader, Span<double> values, string path, ref FieldErrors? errors)
    {
        int count = 0;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (count < Width)
            {
                values[count] = ReadValue(ref reader, count, values, path, ref errors);
            }
            else
            {
                reader.Skip();
            }

            count++;
        }

        if (count != Width)
        {
            _inputs.RefuseRow();
            throw new InvalidException(path, $"{path} must have {Width} values in signature order, not {count}.");
        }
    }

    // Clients mostly send the features in the signature's order, so the next one is tried first.
    private int Find(ref Utf8JsonReader reader, int expected)
    {
        if (expected < _names.Length && reader.ValueTextEquals(_names[expected]))
        {
            return expected;
        }

        int length = reader.ValueSpan.Length;
        char[]? rented = length > StackChars ? ArrayPool<char>.Shared.Rent(length) : null;
        Span<char> scratch = rented ?? stackalloc char[StackChars];
        int index = IndexOf(scratch[..Copy(in reader, scratch)]);
        if (rented is not null)
        {
            ArrayPool<char>.Shared.Return(rented);
        }

        return index;
    }

    /// <summary>Encodes the value that a reader stands on.</summary>
    /// <param name="reader">Stands on the value's first token, and stays there.</param>
    /// <param name="index">The feature's position.</param>
    /// <param name="slots">From <see cref="SlotsOf"/>.</param>
    /// <param name="encoded">As the feature's codec gives it.</param>
    /// <returns>What is wrong with it, or null.</returns>
    public string? TryEncode(in Utf8JsonReader reader, int index, Span<double> slots, out double encoded)
    {
        int length = reader.TokenType == JsonTokenType.String ? reader.ValueSpan.Length : 0;
        char[]? rented = length > StackChars ? ArrayPool<char>.Shared.Rent(length) : null;
        Span<char> scratch = rented ?? stackalloc char[StackChars];
        string? error;
        try
        {
            error = _codecs[index].TryEncode(FeatureValue.Of(in reader, scratch), slots, out encoded);
        }
        catch (InvalidOperationException)
        {
            // Escapes that are half a surrogate pair.
            error = $"{_codecs[index].Name} is not valid Unicode text.";
            encoded = double.NaN;
        }

        if (rented is not null)
        {
            ArrayPool<char>.Shared.Return(rented);
        }

        return error;
    }

    private double ReadValue(ref Utf8JsonReader reader, int index, Span<double> row, string path, ref FieldErrors? errors)
    {
        if (TryEncode(in reader, index, SlotsOf(index, row), out double encoded) is { } error)
        {
            _inputs.Refuse(index, double.IsNaN(encoded) && error == _codecs[index].MissingError ? InputFault.Missing : InputFault.Type);
            (errors ??= new()).Add($"{path}.{_codecs[index].Name}", error);
        }

        reader.Skip();
        return encoded;
    }

    private void RefuseUnknown(ref Utf8JsonReader reader, string path, ref FieldErrors? errors)
    {
        int length = Math.Max(1, reader.ValueSpan.Length);
        var scratch = new char[length];
        string name = new(scratch, 0, Copy(in reader, scratch));
        if (!_signature.Ignores(name))
        {
            string shown = name.Length > 100 ? string.Concat(name.AsSpan(0, 100), "…") : name;
            _inputs.RefuseUnknown();
            (errors ??= new()).Add($"{path}.{shown}", $"{shown} is not a feature of this model.");
        }
    }

    private static int Copy(in Utf8JsonReader reader, scoped Span<char> scratch)
    {
        try
        {
            return reader.CopyString(scratch);
        }
        catch (InvalidOperationException)
        {
            throw new InvalidException("features", "A feature's name is not valid Unicode text.");
        }
    }

    private int Complete(Span<double> values, string path, ref FieldErrors? errors)
    {
        int unseen = 0;
        for (int i = 0; i < values.Length; i++)
        {
            if (values[i] == NotGiven)
            {
                values[i] = double.NaN;
                if (_codecs[i].MissingError is { } error)
                {
                    _inputs.Refuse(i, InputFault.Missing);
                    (errors ??= new()).Add($"{path}.{_codecs[i].Name}", error);
                }
            }
            else if (values[i] == FeatureRow.Unseen && _signature.Features[i].IsCoded)
            {
                unseen++;
            }
        }

        return unseen;
    }
}
