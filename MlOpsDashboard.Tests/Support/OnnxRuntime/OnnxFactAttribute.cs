using Xunit;

namespace MlOpsDashboard.Tests.Support.OnnxRuntime;

/// <summary>A test that runs models on ONNX Runtime.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class OnnxFactAttribute : FactAttribute
{
    public OnnxFactAttribute(params string[] files) => Skip = OnnxLibrary.Skip() ?? SharedData.Skip(files);
}
