using System.Text;

namespace MlOpsDashboard.Core.Learning.Onnx;

/// <summary>Makes attributes of nodes (AttributeProto).</summary>
internal static class OnnxAttribute
{
    private const int NameField = 1;
    private const int SingleField = 2;
    private const int NumberField = 3;
    private const int TextField = 4;
    private const int TensorField = 5;
    private const int SinglesField = 7;
    private const int NumbersField = 8;
    private const int TextsField = 9;
    private const int TypeField = 20;

    /// <summary>A float.</summary>
    /// <param name="name">The attribute's name.</param>
    /// <param name="value">Its value.</param>
    public static ProtoMessage Of(string name, float value) => Start(name, 1).Single(SingleField, value);

    /// <summary>A whole number.</summary>
    /// <param name="name">The attribute's name.</param>
    /// <param name="value">Its value.</param>
    public static ProtoMessage Of(string name, long value) => Start(name, 2).Number(NumberField, value);

    /// <summary>A text.</summary>
    /// <param name="name">The attribute's name.</param>
    /// <param name="value">Its value.</param>
    public static ProtoMessage Of(string name, string value) => Start(name, 3).Text(TextField, value);

    /// <summary>A tensor.</summary>
    /// <param name="name">The attribute's name.</param>
    /// <param name="value">Its value.</param>
    public static ProtoMessage Of(string name, ProtoMessage value) => Start(name, 4).Message(TensorField, value);

    /// <summary>Floats.</summary>
    /// <param name="name">The attribute's name.</param>
    /// <param name="values">Its values.</param>
    public static ProtoMessage Of(string name, IEnumerable<float> values)
    {
        ProtoMessage attribute = Start(name, 6);
        foreach (float value in values)
        {
            attribute.Single(SinglesField, value);
        }

        return attribute;
    }

    /// <summary>Whole numbers.</summary>
    /// <param name="name">The attribute's name.</param>
    /// <param name="values">Its values.</param>
    public static ProtoMessage Of(string name, IEnumerable<long> values)
    {
        ProtoMessage attribute = Start(name, 7);
        foreach (long value in values)
        {
            attribute.Number(NumbersField, value);
        }

        return attribute;
    }

    /// <summary>Texts.</summary>
    /// <param name="name">The attribute's name.</param>
    /// <param name="values">Its values.</param>
    public static ProtoMessage Of(string name, IEnumerable<string> values)
    {
        ProtoMessage attribute = Start(name, 8);
        foreach (string value in values)
        {
            attribute.Bytes(TextsField, Encoding.UTF8.GetBytes(value));
        }

        return attribute;
    }

    private static ProtoMessage Start(string name, int type) => new ProtoMessage().Text(NameField, name).Number(TypeField, type);
}
