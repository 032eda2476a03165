using System.Text.Encodings.Web;
using System.Text.Json;

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
        json.WriteStartArray("trees");
        for (int at = tree ?? 0; at < (tree + 1 ?? dump.Trees); at++)
        {
            WriteTree(json, dump, at);
            await json.FlushAsync(cancellationToken);
        }

        json.WriteEndArray();
        json.WriteEndObject();
        await json.FlushAsync(cancellationToken);
    }

    private static void WriteHead(Utf8JsonWriter json, TreeDump dump, string modelId)
    {
        json.WriteString("model_id", modelId);
        json.WriteString("learner", dump.Model.Metadata.Learner);
        json.WriteString("target", dump.Model.Signature.Target);
        json.WriteString("combine", dump.IsMean ? "mean" : "sum");
        json.WriteString("link", dump.Link);
        json.WriteStartArray("outputs");
        for (int i = 0; i < dump.Outputs.Count; i++)
        {
            json.WriteStartObject();
            json.WriteString("name", dump.Outputs[i]);
            json.WriteNumber("start", dump.Start[i]);
            json.WriteEndObject();
        }

        json.WriteEndArray();
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
        json.WriteNumber("tree_count", dump.Trees);
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

    private static void WriteTree(Utf8JsonWriter json, TreeDump dump, int tree)
    {
        json.WriteStartObject();
        json.WriteNumber("tree", tree);
        json.WriteString("output", dump.OutputOf(tree));
        json.WriteStartArray("nodes");
        foreach (DumpedNode node in dump.Read(tree))
        {
            json.WriteStartObject();
            json.WriteNumber("id", node.Id);
            if (node.Test is { } test)
            {
                WriteSplit(json, node, test);
            }
            else
            {
                WriteLeaf(json, dump, node);
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
        if (test.Threshold is { } threshold)
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

    private static void WriteLeaf(Utf8JsonWriter json, TreeDump dump, DumpedNode node)
    {
        if (!dump.TreesAnswerAll)
        {
            WriteFinite(json, "leaf", node.Values[0]);
            return;
        }

        json.WriteStartObject("leaf");
        for (int i = 0; i < node.Values.Count; i++)
        {
            if (node.Values[i] != 0)
            {
                WriteFinite(json, dump.Outputs[i], node.Values[i]);
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
