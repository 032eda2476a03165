using MlOpsDashboard.Core.Learning.Onnx;

namespace MlOpsDashboard.Tests.Core.Learning.Onnx;

/// <summary>Makes a model of a graph alone, so that a part of the export can be run.</summary>
internal static class TestGraph
{
    public static byte[] Bytes(GraphBuilder graph)
    {
        ProtoMessage model = new ProtoMessage().Number(1, 8).Message(7, graph.Build("test"))
            .Message(8, new ProtoMessage().Text(1, "").Number(2, 15)).Message(8, new ProtoMessage().Text(1, "ai.onnx.ml").Number(2, 3))
            .Message(8, new ProtoMessage().Text(1, GraphBuilder.RuntimeDomain).Number(2, 1));
        return new OnnxFile(model).ToArray();
    }
}
