using System.Text;
using MlOpsDashboard.Core.Learning.Contract;
using MlOpsDashboard.Core.Learning.Rows;

namespace MlOpsDashboard.Core.Drift.Sketches;

/// <summary>What is kept of many rows and of the answers to them. Merges with others of the same signature. Used by one caller at a time.</summary>
internal sealed class RowSketch
{
    private const byte Format = 1;

    private readonly ModelSignature _signature;
    private readonly FeatureSketch[] _features;
    private readonly (int Start, int Count)[] _slots;
    private readonly FeatureSketch _answers;
    private long _rows;

    /// <summary>Makes an empty sketch.</summary>
    /// <param name="signature">What the model expects.</param>
    /// <param name="seed">Differs between sketches that will be merged.</param>
    public RowSketch(ModelSignature signature, uint seed)
    {
        _signature = signature;
        _features = [.. signature.Features.Select((feature, i) => FeatureSketch.Of(feature, seed + ((uint)i * 0x9E3779B1)))];
        _slots = [.. signature.Features.Select((feature, i) => (RowShape.StartOf(signature.Features, i), feature.Text?.Slots ?? 0))];
        _answers = signature.Task == TaskKind.Regression ? new NumberSketch(seed) : new CodeSketch(signature.Classes.Count);
    }

    /// <summary>Rows counted.</summary>
    public long Rows => _rows;

    /// <summary>What is known of the answers.</summary>
    public FeatureSide AnswerSide => _answers.ToSide(_rows);

    /// <summary>What is known of a feature.</summary>
    /// <param name="place">Its position.</param>
    public FeatureSide SideOf(int place) => _features[place].ToSide(_rows);

    /// <summary>Counts a row.</summary>
    /// <param name="row">In the form of a row; its numbers are rounded as the model rounds them.</param>
    /// <param name="answer">The position of the class, or the number.</param>
    public void Add(Span<double> row, double answer)
    {
        for (int i = 0; i < _features.Length; i++)
        {
            SampleReader.Harmonise(_signature.Features[i], row.Slice(i, 1));
            _features[i].Add(row[i], row.Slice(_slots[i].Start, _slots[i].Count));
        }

        _answers.Add(answer, []);
        _rows++;
    }

    /// <summary>The sketch as bytes.</summary>
    public byte[] ToBytes()
    {
        using var bytes = new MemoryStream();
        using var writer = new BinaryWriter(bytes, Encoding.UTF8);
        writer.Write(Format);
        writer.Write7BitEncodedInt64(_rows);
        writer.Write7BitEncodedInt(_features.Length);
        foreach (FeatureSketch feature in _features)
        {
            feature.Write(writer);
        }

        _answers.Write(writer);
        writer.Flush();
        return bytes.ToArray();
    }

    /// <summary>Adds what <see cref="ToBytes"/> gave.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <exception cref="InvalidDataException">They are of another signature, or of a later program.</exception>
    public void Merge(byte[] bytes)
    {
        using var reader = new BinaryReader(new MemoryStream(bytes), Encoding.UTF8);
        byte format = reader.ReadByte();
        if (format != Format)
        {
            throw new InvalidDataException($"A sketch of format {format} cannot be read.");
        }

        long rows = reader.Read7BitEncodedInt64();
        int features = reader.Read7BitEncodedInt();
        if (features != _features.Length)
        {
            throw new InvalidDataException($"A sketch of {features} features is none of {_features.Length}.");
        }

        foreach (FeatureSketch feature in _features)
        {
            feature.Merge(reader);
        }

        _answers.Merge(reader);
        _rows += rows;
    }
}
