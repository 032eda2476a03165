using MlOpsDashboard.Core.Learning.Onnx;
using Xunit;

namespace MlOpsDashboard.Tests.Core.Learning.Onnx;

public sealed class ProtoMessageTests
{
    // Examples of protobuf.dev/programming-guides/encoding: 150 in field 1, "testing" in field 2, and a message of the first in field 3.
    [Fact]
    public void Examples_of_the_specification_have_their_bytes()
    {
        Assert.Equal("089601", Hex(new ProtoMessage().Number(1, 150)));
        Assert.Equal("120774657374696e67", Hex(new ProtoMessage().Text(2, "testing")));
        Assert.Equal("1a03089601", Hex(new ProtoMessage().Message(3, new ProtoMessage().Number(1, 150))));
        Assert.Equal("08feffffffffffffffff01", Hex(new ProtoMessage().Number(1, -2)));
        Assert.Equal("0800", Hex(new ProtoMessage().Number(1, 0)));
        Assert.Equal("0d0000803f", Hex(new ProtoMessage().Single(1, 1)));
        Assert.Equal("0a00", Hex(new ProtoMessage().Text(1, "")));
        Assert.Equal("a20601" + "78", Hex(new ProtoMessage().Text(100, "x")));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(127)]
    [InlineData(128)]
    [InlineData(256)]
    [InlineData(257)]
    [InlineData(100_000)]
    public void Large_pieces_are_where_small_ones_would_be(int size)
    {
        byte[] content = new byte[size];
        Array.Fill(content, (byte)7);

        ProtoMessage message = new ProtoMessage().Number(1, 1).Message(2, new ProtoMessage().Bytes(3, content).Number(4, 2)).Number(5, 3);
        byte[] bytes = new OnnxFile(message).ToArray();

        Assert.Equal(message.Length, bytes.Length);
        Assert.Equal([0x08, 0x01, 0x12], bytes[..3]);
        Assert.Equal([0x20, 0x02, 0x28, 0x03], bytes[^4..]);
        Assert.Equal(size, bytes.AsSpan(3, bytes.Length - 7).Count((byte)7));
    }

    private static string Hex(ProtoMessage message) => Convert.ToHexStringLower(new OnnxFile(message).ToArray());
}
