using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace MlOpsDashboard.Tests.Support.OnnxRuntime;

/// <summary>A model loaded into ONNX Runtime.</summary>
internal sealed class OnnxSession : IDisposable
{
    private readonly InferenceSession _session;

    public OnnxSession(byte[] model)
    {
        using var options = new SessionOptions { IntraOpNumThreads = 1, LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR };
        _session = new InferenceSession(model, options);
    }

    /// <summary>The inputs' names.</summary>
    public IReadOnlyList<string> Inputs => _session.InputNames;

    /// <summary>The outputs' names.</summary>
    public IReadOnlyList<string> Outputs => _session.OutputNames;

    /// <summary>Runs the model.</summary>
    /// <param name="inputs">A value for each input.</param>
    /// <returns>The outputs, in the order of <see cref="Outputs"/>.</returns>
    public OnnxValue[] Run(IReadOnlyDictionary<string, OnnxValue> inputs)
    {
        OrtValue[] values = [.. inputs.Values.Select(Write)];
        try
        {
            using var options = new RunOptions();
            using IDisposableReadOnlyCollection<OrtValue> answers = _session.Run(options, [.. inputs.Keys], values, Outputs);
            return [.. answers.Select(Read)];
        }
        finally
        {
            Array.ForEach(values, value => value.Dispose());
        }
    }

    /// <summary>An entry of the model's metadata, or null.</summary>
    public string? Metadata(string key) => _session.ModelMetadata.CustomMetadataMap.GetValueOrDefault(key);

    public void Dispose() => _session.Dispose();

    private static OrtValue Write(OnnxValue value) => value.Values switch
    {
        float[] numbers => OrtValue.CreateTensorValueFromMemory(numbers, value.Shape),
        double[] numbers => OrtValue.CreateTensorValueFromMemory(numbers, value.Shape),
        long[] numbers => OrtValue.CreateTensorValueFromMemory(numbers, value.Shape),
        string[] texts => OrtValue.CreateFromStringTensor(new DenseTensor<string>(texts, Array.ConvertAll(value.Shape, length => (int)length))),
        _ => throw new NotSupportedException($"A tensor of {value.Values.GetType()}."),
    };

    private static OnnxValue Read(OrtValue tensor)
    {
        OrtTensorTypeAndShapeInfo info = tensor.GetTensorTypeAndShape();
        Array values = info.ElementDataType switch
        {
            TensorElementType.String => tensor.GetStringTensorAsArray(),
            TensorElementType.Float => tensor.GetTensorDataAsSpan<float>().ToArray(),
            TensorElementType.Double => tensor.GetTensorDataAsSpan<double>().ToArray(),
            TensorElementType.Int64 => tensor.GetTensorDataAsSpan<long>().ToArray(),
            _ => throw new NotSupportedException($"A tensor of the type {info.ElementDataType}."),
        };
        return new OnnxValue(values, info.Shape);
    }
}
