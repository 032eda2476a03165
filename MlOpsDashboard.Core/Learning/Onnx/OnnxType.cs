namespace MlOpsDashboard.Core.Learning.Onnx;

/// <summary>The element types of tensors that the export uses. The numbers are ONNX's (TensorProto.DataType).</summary>
internal enum OnnxType
{
    /// <summary>32-bit float.</summary>
    Single = 1,

    /// <summary>64-bit integer.</summary>
    Int64 = 7,

    /// <summary>A text.</summary>
    Text = 8,

    /// <summary>True or false.</summary>
    Flag = 9,

    /// <summary>64-bit float.</summary>
    Double = 11,
}
