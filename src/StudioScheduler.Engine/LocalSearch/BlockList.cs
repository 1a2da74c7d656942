namespace StudioScheduler.Engine.LocalSearch;

/// <summary>A set of blocks with constant-time add, remove and draw; its order depends only on what was done to it.</summary>
internal sealed class BlockList
{
    private readonly int[] items;
    private readonly int[] placeOf;

    public BlockList(int blocks)
    {
        items = new int[blocks];
        placeOf = new int[blocks];
        Array.Fill(placeOf, -1);
    }

    public int Count { get; private set; }

    public int this[int place] => items[place];

    public ReadOnlySpan<int> Items => items.AsSpan(0, Count);

    public bool Has(int block) => placeOf[block] >= 0;

    public void Add(int block)
    {
        if (placeOf[block] < 0)
        {
            placeOf[block] = Count;
            items[Count++] = block;
        }
    }

    public void Remove(int block)
    {
        var place = placeOf[block];
        if (place < 0)
        {
            return;
        }

        var last = items[--Count];
        items[place] = last;
        placeOf[last] = place;
        placeOf[block] = -1;
    }

    public void Clear()
    {
        for (var i = 0; i < Count; i++)
        {
            placeOf[items[i]] = -1;
        }

        Count = 0;
    }
}
