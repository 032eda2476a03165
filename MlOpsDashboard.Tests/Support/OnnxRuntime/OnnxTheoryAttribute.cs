using Xunit;

namespace MlOpsDashboard.Tests.Support.OnnxRuntime;

/// <summary>Tests that run models on ONNX Runtime, over these files of <see cref="SharedData" />.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class OnnxTheoryAttribute : TheoryAttribute
{
    public OnnxTheoryAttribute(params string[] files) => Skip = OnnxLibrary.Skip() ?? SharedData.Skip(files);
}
