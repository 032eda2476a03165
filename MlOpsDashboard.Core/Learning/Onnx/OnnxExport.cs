using MlOpsDashboard.Core.Learning.Artifacts;
using MlOpsDashboard.Core.Learning.Baseline;
using MlOpsDashboard.Core.Learning.Calibration;
using MlOpsDashboard.Core.Learning.Contract;
using MlOpsDashboard.Core.Learning.Ensembles;

namespace MlOpsDashboard.Core.Learning.Onnx;

/// <summary>
/// Writes a model with the whole of its preprocessing as ONNX: an input a feature, of N rows and one column; out come <c>label</c> and
/// <c>probabilities</c> of a classification, or <c>variable</c> of a regression. The same model gives the same bytes.
/// </summary>
public static class OnnxExport
{
    // Understood by every runtime since 2022. Version 3 of the learning operators is the last one with the tree ensembles used here.
    private const int IrVersion = 8;
    private const int StandardVersion = 15;
    private const int LearningVersion = 3;

    // ONNX 1.15 (2023), which joins texts. Only models that read texts by their words need it.
    private const int TextIrVersion = 9;
    private const int TextStandardVersion = 20;

    // Of ONNX Runtime's own operators, which any model with words needs.
    private const int RuntimeVersion = 1;

    // What Protocol Buffers can hold in a message.
    private const long MaxBytes = int.MaxValue;

    /// <summary>Exports a model.</summary>
    /// <param name="model">The model.</param>
    /// <param name="name">What it is called, for people; such as <c>churn:3</c>.</param>
    /// <exception cref="ConflictException">The model cannot be exported; the message says why.</exception>
    public static OnnxFile Export(TrainedModel model, string name)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(name);
        var graph = new GraphBuilder();
        OnnxInput[] inputs = [.. model.Signature.Features.Select(
            (feature, i) => new OnnxInput(graph.NewName(feature.Name.Length == 0 ? $"feature_{i + 1}" : feature.Name), feature))];
        foreach (OnnxInput input in inputs)
        {
            graph.Input(input.Name, input.Type, input.Meaning);
        }

        string answer = AddModel(graph, model, inputs);
        string[] outputs = AddOutputs(graph, model, answer);
        var file = new ProtoMessage()
            .Number(1, graph.HasTexts ? TextIrVersion : IrVersion)
            .Text(2, "MlOpsDashboard")
            .Text(3, model.Metadata.LibraryVersion)
            .Text(6, $"{name}: {model.Metadata.Learner} that predicts {model.Signature.Target}, with its preprocessing.")
            .Message(7, graph.Build(name))
            .Message(8, Version("", graph.HasTexts ? TextStandardVersion : StandardVersion))
            .Message(8, Version("ai.onnx.ml", LearningVersion));
        if (graph.NeedsOnnxRuntime)
        {
            file.Message(8, Version(GraphBuilder.RuntimeDomain, RuntimeVersion));
        }

        foreach ((string key, string value) in OnnxMetadata.Of(model, inputs, outputs))
        {
            file.Message(14, new ProtoMessage().Text(1, key).Text(2, value));
        }

        return file.Length <= MaxBytes
            ? new OnnxFile(file)
            : throw new ConflictException($"{name} cannot be exported: it would have {file.Length} bytes, and ONNX holds {MaxBytes} at most.");
    }

    private static ProtoMessage Version(string domain, int version) => new ProtoMessage().Text(1, domain).Number(2, version);

    private static string AddModel(GraphBuilder graph, TrainedModel model, OnnxInput[] inputs)
    {
        IFittedModel fitted = CalibratedModel.Uncalibrated(model.Model);
        string answer = AddFitted(graph, model, fitted, inputs);
        return model.Model is CalibratedModel calibrated ? CalibrationGraph.Add(graph, answer, calibrated) : answer;
    }

    private static string AddFitted(GraphBuilder graph, TrainedModel model, IFittedModel fitted, OnnxInput[] inputs)
    {
        if (fitted is BaselineModel baseline)
        {
            return graph.Repeat<float>(baseline.Answer);
        }

        string encoded = new PipelineGraph(graph, model.Pipeline, inputs).Add();
        return fitted is EnsembleModel ensemble
            ? EnsembleGraph.Add(graph, encoded, ensemble, model.Pipeline.Features)
            : FittedGraph.Add(graph, encoded, fitted, model.Pipeline.Features, model.Metadata.Learner);
    }

    private static string[] AddOutputs(GraphBuilder graph, TrainedModel model, string answer)
    {
        if (model.Signature.Task == TaskKind.Regression)
        {
            double offset = model.Signature.TargetOffset;
            string meaning = $"The predicted {model.Signature.Target}.";
            return offset == 0
                ? [graph.Output(answer, "variable", OnnxType.Single, 1, meaning)]
                : [graph.Output(graph.Node("Add", [graph.Cast(answer, OnnxType.Double), graph.Scalar(offset)]), "variable", OnnxType.Double, 1, meaning)];
        }

        string place = model.Signature.Task == TaskKind.Binary ? BinaryPlace(graph, answer, model.Metadata.Threshold)
            : graph.Node("ArgMax", [answer], OnnxAttribute.Of("axis", 1), OnnxAttribute.Of("keepdims", 0));
        string word = graph.Node("Gather", [graph.Texts(model.Signature.Classes), place], OnnxAttribute.Of("axis", 0));
        return
        [
            graph.Output(word, "label", OnnxType.Text, null, $"The predicted {model.Signature.Target}."),
            graph.Output(
                answer, "probabilities", OnnxType.Single, model.OutputCount, "The classes' probabilities, in the order of the metadata's 'classes'."),
        ];
    }

    private static string BinaryPlace(GraphBuilder graph, string answer, double threshold)
    {
        string positive = graph.Cast(graph.Columns(answer, 1), OnnxType.Double);
        string reached = graph.Node("Not", [graph.Node("Less", [positive, graph.Scalar(threshold)])]);
        return graph.Flat(graph.Cast(reached, OnnxType.Int64));
    }
}
