using System.Text.Encodings.Web;
using System.Text.Json;
using MlOpsDashboard.Core.Learning.Calibration;
using MlOpsDashboard.Core.Learning.Rows;

namespace MlOpsDashboard.Core.Learning.Trees.Dump;

/// <summary>Writes trees as JSON, tree after tree, so that a large forest never stands in memory as text.</summary>
public static class TreeDumpWriter
{
    private static readonly JsonWriterOptions s_options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes the trees.</summary>
    /// <param name="dump">The trees.</param>
    /// <param name="modelId">What the model is called.</param>
    /// <param name="tree">The only tree to write; null for all.</param>
    /// <param name="stream">Where to; not closed here.</param>
    /// <param name="cancellationToken">Ends the writing.</param>
    public static async Task WriteAsync(TreeDump dump, string modelId, int? tree, Stream stream, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(dump);
        await using var json = new Utf8JsonWriter(stream, s_options);
        json.WriteStartObject();
        WriteHead(json, dump, modelId);
        if (dump.IsEnsemble)
        {
            json.WriteStartArray("members");
        }

        foreach (MemberTrees member in dump.Members)
        {
            await WriteMemberAsync(json, dump, member, tree, cancellationToken);
        }

        if (dump.IsEnsemble)
        {
            json.WriteEndArray();
        }

        json.WriteEndObject();
        await json.FlushAsync(cancellationToken);
    }

    private static void WriteHead(Utf8JsonWriter json, TreeDump dump, string modelId)
    {
        json.WriteString("model_id", modelId);
        json.WriteString("learner", dump.Model.Metadata.Learner);
        json.WriteString("target", dump.Model.Signature.Target);
        json.WriteStartArray("features");
        foreach (FeatureSignature feature in dump.Model.Signature.Features)
        {
            json.WriteStartObject();
            json.WriteString("name", feature.Name);
            json.WriteString("type", feature.Type.ToString().ToLowerInvariant());
            if (feature.IsCoded)
            {
                WriteWords(json, feature.Categories);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
        WriteCalibration(json, dump.Calibration);
        if (dump.IsEnsemble)
        {
            json.WriteString("combine", "weighted_mean");
            json.WriteNumber("tree_count", dump.Trees);
        }
    }

    private static void WriteCalibration(Utf8JsonWriter json, IReadOnlyList<ICalibrationCurve> curves)
    {
        if (curves.Count == 0)
        {
            return;
        }

        json.WriteStartObject("calibration");
        json.WriteString("method", curves[0] is PlattCurve ? "platt" : "isotonic");
        json.WriteStartArray("curves");
        foreach (ICalibrationCurve curve in curves)
        {
            json.WriteStartObject();
            if (curve is PlattCurve platt)
            {
                json.WriteNumber("slope", platt.Slope);
                json.WriteNumber("shift", platt.Shift);
            }
            else if (curve is IsotonicCurve isotonic)
            {
                WriteNumbers(json, "from", isotonic.From);
                WriteNumbers(json, "to", isotonic.To);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteNumbers(Utf8JsonWriter json, string name, ReadOnlySpan<double> numbers)
    {
        json.WriteStartArray(name);
        foreach (double number in numbers)
        {
            json.WriteNumberValue(number);
        }

        json.WriteEndArray();
    }

    private static async Task WriteMemberAsync(Utf8JsonWriter json, TreeDump dump, MemberTrees member, int? tree, CancellationToken cancellationToken)
    {
        if (dump.IsEnsemble)
        {
            json.WriteStartObject();
            json.WriteString("learner", member.Learner);
            json.WriteNumber("weight", member.Weight);
        }

        if (member.HasTrees)
        {
            WriteSums(json, member);
            json.WriteStartArray("trees");
            for (int own = Math.Max(0, tree - member.First ?? 0); own < Math.Min(member.Trees, tree - member.First + 1 ?? member.Trees); own++)
            {
                WriteTree(json, member, own);
                await json.FlushAsync(cancellationToken);
            }

            json.WriteEndArray();
        }

        if (dump.IsEnsemble)
        {
            json.WriteEndObject();
        }
    }

    private static void WriteSums(Utf8JsonWriter json, MemberTrees member)
    {
        json.WriteString("combine", member.IsMean ? "mean" : "sum");
        json.WriteString("link", member.Link);
        json.WriteStartArray("outputs");
        for (int i = 0; i < member.Outputs.Count; i++)
        {
            json.WriteStartObject();
            json.WriteString("name", member.Outputs[i]);
            json.WriteNumber("start", member.Start[i]);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteNumber("tree_count", member.Trees);
    }

    private static void WriteWords(Utf8JsonWriter json, IReadOnlyList<string> words)
    {
        json.WriteStartArray("words");
        foreach (string word in words)
        {
            json.WriteStringValue(word);
        }

        json.WriteEndArray();
    }

    private static void WriteTree(Utf8JsonWriter json, MemberTrees member, int own)
    {
        json.WriteStartObject();
        json.WriteNumber("tree", member.First + own);
        json.WriteString("output", member.OutputOf(own));
        json.WriteStartArray("nodes");
        foreach (DumpedNode node in member.Read(own))
        {
            json.WriteStartObject();
            json.WriteNumber("id", node.Id);
            if (node.Test is { } test)
            {
                WriteSplit(json, node, test);
            }
            else
            {
                WriteLeaf(json, member, node);
            }

            WriteFinite(json, "cover", node.Cover);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteSplit(Utf8JsonWriter json, DumpedNode node, NodeTest test)
    {
        json.WriteString("feature", test.Feature);
        json.WriteString("operator", test.Operator);
        if (test.ExactThreshold is { } exact)
        {
            json.WriteNumber("threshold", exact);
        }
        else if (test.Threshold is { } threshold)
        {
            WriteFinite(json, "threshold", threshold);
        }

        if (test.Moment is { } moment)
        {
            json.WriteString("threshold_time", moment.UtcDateTime);
        }

        if (test.Words is { } words)
        {
            WriteWords(json, words);
        }

        json.WriteNumber("yes", node.Yes!.Value);
        json.WriteNumber("no", node.No!.Value);
        json.WriteNumber("missing", node.Missing!.Value);
        WriteFinite(json, "gain", node.Gain!.Value);
    }

    private static void WriteLeaf(Utf8JsonWriter json, MemberTrees member, DumpedNode node)
    {
        if (!member.TreesAnswerAll)
        {
            WriteFinite(json, "leaf", node.Values[0]);
            return;
        }

        json.WriteStartObject("leaf");
        for (int i = 0; i < node.Values.Count; i++)
        {
            if (node.Values[i] != 0)
            {
                WriteFinite(json, member.Outputs[i], node.Values[i]);
            }
        }

        json.WriteEndObject();
    }

    // JSON has no infinity; a damaged file must not cut an answer off.
    private static void WriteFinite(Utf8JsonWriter json, string name, float value)
    {
        if (float.IsFinite(value))
        {
            json.WriteNumber(name, value);
        }
        else
        {
            json.WriteNull(name);
        }
    }
}
