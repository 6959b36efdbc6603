CREATE TABLE [dbo].[Order] ([Id] int IDENTITY(1,1) NOT NULL, [Name] nvarchar(max) NULL CONSTRAINT [df] DEFAULT (N'x'), CONSTRAINT [pk] PRIMARY KEY CLUSTERED ([Id] ASC)) ON [PRIMARY]
GO
ALTER TABLE [dbo].[Order] ALTER COLUMN [Name] nvarchar(50) NOT NULL;
ALTER TABLE [dbo].[Order] ADD [A] int, [B] bit NOT NULL CONSTRAINT [df_b] DEFAULT ((0));
UPDATE o SET o.A = 1 FROM [dbo].[Order] o INNER JOIN other x ON x.Id = o.Id;
GO
EXEC sp_rename 'Order.A', 'C', 'COLUMN';
