using System.Text.Json;
using Microsoft.Extensions.ObjectPool;
using MlOpsDashboard.Core.Learning.Artifacts;
using MlOpsDashboard.Core.Learning.Contract;
using MlOpsDashboard.Core.Learning.Explanation;
using MlOpsDashboard.Core.Registry;
using MlOpsDashboard.Core.Serving.Inputs;

namespace MlOpsDashboard.Core.Serving.Served;

/// <summary>A version of a registered model, loaded and ready to answer. Immutable; safe for concurrent calls.</summary>
internal sealed class ServedModel
{
    private readonly DefaultObjectPool<RowScratch> _rows;
    private readonly Lazy<ModelExplainer> _explainer;
    private readonly Lazy<ModelExplainer> _interventional;

    /// <summary>Makes ready what every request of the version needs.</summary>
    /// <param name="version">The version, at the moment of loading.</param>
    /// <param name="model">The model from its artifact.</param>
    /// <param name="inputs">Counts what comes in.</param>
    /// <param name="loadedAt">When it was loaded.</param>
    public ServedModel(ModelVersion version, TrainedModel model, InputTally inputs, DateTimeOffset loadedAt)
    {
        Name = version.Name;
        Version = version.Version;
        Stage = version.Stage;
        StageText = JsonEncodedText.Encode(version.Stage.ToString().ToLowerInvariant());
        NameText = JsonEncodedText.Encode(version.Name, AnswerWriter.Options.Encoder);
        Sha256 = version.ArtifactSha256;
        LoadedAt = loadedAt;
        Model = model;
        Inputs = inputs;
        Reader = new FeatureReader(model.Signature, inputs);
        Classes = [.. model.Signature.Classes.Select(label => JsonEncodedText.Encode(label, AnswerWriter.Options.Encoder))];
        _explainer = new Lazy<ModelExplainer>(() => ModelExplainer.Of(model));
        _interventional = new Lazy<ModelExplainer>(() => ModelExplainer.Of(model, interventional: true));
        _rows = new DefaultObjectPool<RowScratch>(new RowScratchPolicy(Reader.RowWidth, OutputCount));
    }

    /// <summary>The registered model's name.</summary>
    public string Name { get; }

    /// <summary>The version's number.</summary>
    public int Version { get; }

    /// <summary>The stage that the version was in when it was loaded; a change of stage loads it anew.</summary>
    public ModelStage Stage { get; }

    /// <summary>The SHA-256 of the artifact.</summary>
    public string Sha256 { get; }

    /// <summary>When it was loaded.</summary>
    public DateTimeOffset LoadedAt { get; }

    /// <summary>The model.</summary>
    public TrainedModel Model { get; }

    /// <summary>What goes in and comes out.</summary>
    public ModelSignature Signature => Model.Signature;

    /// <summary>Counts what comes in.</summary>
    public InputTally Inputs { get; }

    /// <summary>Reads the instances of requests.</summary>
    public FeatureReader Reader { get; }

    /// <summary>The classes, ready to be written; empty for regression.</summary>
    public JsonEncodedText[] Classes { get; }

    /// <summary>The name, ready to be written.</summary>
    public JsonEncodedText NameText { get; }

    /// <summary>The stage, ready to be written.</summary>
    public JsonEncodedText StageText { get; }

    /// <summary>The number of values of an answer.</summary>
    public int OutputCount => Math.Max(1, Signature.Classes.Count);

    /// <summary>Explains answers; made when first asked for.</summary>
    public ModelExplainer Explainer => _explainer.Value;

    /// <summary>Explains answers against background rows; made when first asked for.</summary>
    public ModelExplainer InterventionalExplainer => _interventional.Value;

    /// <summary>Borrows room for one row. Give it back with <see cref="Return"/>.</summary>
    public RowScratch Rent() => _rows.Get();

    /// <summary>Gives borrowed room back.</summary>
    /// <param name="scratch">From <see cref="Rent"/>.</param>
    public void Return(RowScratch scratch) => _rows.Return(scratch);

    private sealed class RowScratchPolicy(int width, int outputs) : PooledObjectPolicy<RowScratch>
    {
        public override RowScratch Create() => new(width, outputs);

        public override bool Return(RowScratch obj) => true;
    }
}
