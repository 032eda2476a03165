using System.IO.Compression;
using System.Security.Cryptography;
using MlOpsDashboard.Core.Learning.Calibration;
using MlOpsDashboard.Core.Learning.Catalog;
using MlOpsDashboard.Core.Learning.Contract;
using MlOpsDashboard.Core.Learning.Ensembles;
using MlOpsDashboard.Core.Learning.Preprocessing;

namespace MlOpsDashboard.Core.Learning.Artifacts;

/// <summary>
/// A model as a file: a zip of <c>model.json</c> and <c>weights.bin</c>. The same model gives the same bytes. Reading one runs no
/// code of it, and checks sizes and hashes before anything is used.
/// </summary>
public static class ModelArtifact
{
    private const string JsonName = "model.json";
    private const string WeightsName = "weights.bin";
    private const long MaxJsonBytes = 256L << 20;
    private const long MaxWeightsBytes = 1900L << 20;

    // Deflate cannot do better than about 1,030 to 1; models do far worse. More is an attack on memory.
    private const long MaxExpansion = 200;
    private const long FreeBytes = 1 << 20;

    // Zip has no time before 1980. A fixed one keeps the bytes the same.
    private static readonly DateTimeOffset s_epoch = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Writes a model.</summary>
    /// <param name="model">The model.</param>
    /// <param name="stream">Where to; need not be seekable; not closed here.</param>
    /// <param name="quick">Whether somebody waits: squeezing a large forest well takes seconds. The file may be three times as large.</param>
    public static void Save(TrainedModel model, Stream stream, bool quick = false)
    {
        ArgumentNullException.ThrowIfNull(model);
        using var weights = new MemoryStream();
        var writer = new WeightsWriter(weights);
        model.Model.Save(writer);
        model.Background.Save(writer);
        ReadOnlySpan<byte> bytes = weights.GetBuffer().AsSpan(0, (int)weights.Length);
        byte[] json = ModelJson.Write(ToDocument(model, new WeightsDocument(Convert.ToHexStringLower(SHA256.HashData(bytes)), bytes.Length)));

        // Assembled in memory: a zip written to a stream that cannot seek would have another form.
        using var assembled = new MemoryStream();
        using (var zip = new ZipArchive(assembled, ZipArchiveMode.Create, leaveOpen: true))
        {
            Add(zip, JsonName, json, quick);
            Add(zip, WeightsName, bytes, quick);
        }

        assembled.Position = 0;
        assembled.CopyTo(stream);
    }

    /// <summary>Writes a model to memory.</summary>
    /// <param name="model">The model.</param>
    /// <param name="quick">Whether somebody waits.</param>
    public static byte[] ToBytes(TrainedModel model, bool quick = false)
    {
        using var stream = new MemoryStream();
        Save(model, stream, quick);
        return stream.ToArray();
    }

    /// <summary>Reads a model.</summary>
    /// <param name="stream">A seekable stream; not closed here.</param>
    /// <exception cref="InvalidDataException">The file is damaged, foreign, or larger than it says.</exception>
    public static TrainedModel Load(Stream stream)
    {
        using ZipArchive zip = Open(stream);
        if (zip.Entries.Count != 2)
        {
            throw new InvalidDataException($"The file is not a model of this program: it must hold {JsonName} and {WeightsName} and nothing else.");
        }

        ModelDocument document = ModelJson.Read(Extract(zip, JsonName, MaxJsonBytes));
        if (document.Format is < ModelDocument.PlainFormat or > ModelDocument.CurrentFormat)
        {
            throw new InvalidDataException($"The model has the format {document.Format}; this program reads the formats up to {ModelDocument.CurrentFormat}.");
        }

        byte[] weights = Extract(zip, WeightsName, MaxWeightsBytes);
        if (weights.Length != document.Weights.Bytes || Convert.ToHexStringLower(SHA256.HashData(weights)) != document.Weights.Sha256)
        {
            throw new InvalidDataException($"The model is damaged: its {WeightsName} does not match its hash.");
        }

        return ToModel(document, weights);
    }

    private static ZipArchive Open(Stream stream)
    {
        try
        {
            return new ZipArchive(stream, ZipArchiveMode.Read, leaveOpen: true);
        }
        catch (InvalidDataException exception)
        {
            throw new InvalidDataException("The file is not a model: it is not a zip archive, or it was cut off.", exception);
        }
    }

    private static void Add(ZipArchive zip, string name, ReadOnlySpan<byte> bytes, bool quick)
    {
        ZipArchiveEntry entry = zip.CreateEntry(name, quick ? CompressionLevel.Fastest : CompressionLevel.Optimal);
        entry.LastWriteTime = s_epoch;
        using Stream content = entry.Open();
        content.Write(bytes);
    }

    private static byte[] Extract(ZipArchive zip, string name, long most)
    {
        ZipArchiveEntry entry = zip.GetEntry(name)
            ?? throw new InvalidDataException($"The file is not a model of this program: it lacks {name}.");
        if (entry.Length > most || entry.Length > FreeBytes + (MaxExpansion * entry.CompressedLength))
        {
            throw new InvalidDataException($"The model's {name} would be {entry.Length} bytes, more than a model may have.");
        }

        byte[] bytes = new byte[entry.Length];
        using Stream content = entry.Open();
        try
        {
            content.ReadExactly(bytes);
        }
        catch (EndOfStreamException exception)
        {
            throw new InvalidDataException($"The model is damaged: its {name} is cut off.", exception);
        }

        return content.ReadByte() < 0 ? bytes : throw new InvalidDataException($"The model's {name} is longer than it says.");
    }

    private static ModelDocument ToDocument(TrainedModel model, WeightsDocument weights) => new()
    {
        Sha256 = "",
        Format = FormatOf(model),
        Weights = weights,
        Task = model.Signature.Task,
        Target = model.Signature.Target,
        Classes = model.Signature.Classes,
        Features = model.Signature.Features,
        Ignored = model.Signature.Ignored,
        Layout = model.Pipeline.Layout,
        Pipeline = model.Pipeline.Encoders,
        Metadata = model.Metadata,
        TargetOffset = model.Signature.TargetOffset,
        Steps = model.Pipeline.Steps.Count > 0 ? model.Pipeline.Steps : null,
        Crosses = model.Pipeline.Crosses.Count > 0 ? model.Pipeline.Crosses : null,
        TargetReading = model.Signature.TargetReading,
        PositiveClass = model.Signature.PositiveClassIsDefault == false ? model.Signature.PositiveClass : null,
    };

    // Not higher than it must be: the same model keeps its bytes, and earlier programs read what they can.
    private static int FormatOf(TrainedModel model) =>
        model.Signature.TargetOffset != 0 || model.Signature.Features.Any(feature => feature.Offset is not null) ? ModelDocument.CurrentFormat
        : model.Pipeline.Steps.Count > 0 || model.Model is CalibratedModel ? ModelDocument.SteppedFormat
        : ModelDocument.PlainFormat;

    private static TrainedModel ToModel(ModelDocument document, byte[] weights)
    {
        Func<WeightsReader, IFittedModel> load = document.Metadata.Learner == EnsembleModel.LearnerName
            ? EnsembleModel.Load
            : (LearnerCatalog.Find(document.Metadata.Learner)
                ?? throw new InvalidDataException($"The model is of the learner '{document.Metadata.Learner}', which this program does not have.")).Load;
        var pipeline = FeaturePipeline.Restore(document.Layout, document.Features, document.Pipeline, document.Crosses ?? [], document.Steps ?? []);
        var signature = new ModelSignature(document.Features, document.Target, document.Task, document.Classes, document.Ignored)
        {
            TargetReading = document.TargetReading,
            PositiveClassIsDefault = document.Task == TaskKind.Binary ? document.PositiveClass is null : null,
        };
        if (document.PositiveClass is { } positive && positive != signature.PositiveClass)
        {
            throw new InvalidDataException($"The model's positive class '{positive}' is not the second of its classes.");
        }

        try
        {
            var reader = new WeightsReader(weights);
            return new TrainedModel(signature with { TargetOffset = document.TargetOffset }, pipeline, CalibratedModel.Load(load(reader), reader), document.Metadata)
            {
                Background = BackgroundRows.Load(reader, signature),
            };
        }
        catch (ArgumentException exception)
        {
            throw new InvalidDataException("The parts of the model do not fit each other.", exception);
        }
    }
}
